-- Whether somebody of a project was erased here is asked before each of its candidates is made.
CREATE INDEX interview_objects_forgotten ON interview_objects (tenant, project) WHERE entity = 'candidate' AND person IS NULL;
